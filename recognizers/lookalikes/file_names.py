"""What the names of files end in, as a part of expressions: what ends so is no login, host or secret."""

from typing import Final

# Programs, settings, documents, tables, pictures, keys, what is packed or built.
FILE_ENDINGS: Final = (
    "pyi?|ipynb|[cm]?[jt]s|[jt]sx|vue|svelte|c|h|cc|[ch]pp|cs|go|rs|java|kt|scala|swift|rb|php|lua|sh|bash|bat|ps1|sql"
    "|jsonl?|ya?ml|toml|xml|ini|conf|cfg|env|properties|lock|tf|hcl|service|timer"
    "|md|rst|txt|log|csv|tsv|html?|s?css|pdf|docx?|xlsx?|pptx?"
    "|png|jpe?g|gif|svg|ico|webp|wav|mp[34]|pem|key|crt|csr|p12|pfx|asc|pub|jks|keystore"
    "|exe|dll|so|jar|war|whl|zip|rar|7z|t?gz|tar|bak|db"
    "|shp|shx|dbf|gpkg|geojson|kml|kmz|gpx|parquet|feather|avro|npy|npz|pkl|odt|ods|odp|tex|bib|kdbx"
    "|apk|aab|ipa|dmg|msi|iso|img|bz2|xz|zst|wasm|eml|ics|vcf|mkv|psd|dwg|dxf|stl|ttf|woff2?|csproj|sln|plist|kts|exs"
)
