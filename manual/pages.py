"""A hook of mkdocs that adds the pages which are made of the program and its records."""

from typing import Any

from manual import commands, figures


def on_files(files: Any, config: Any) -> Any:
    """Add the generated pages to those that are written by hand."""
    from mkdocs.structure.files import File

    for name, page in (("commands.md", commands.page), ("results.md", figures.page)):
        files.append(File.generated(config, name, content=page()))
    return files
