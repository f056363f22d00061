"""Numbers that belong to somebody: telephones, records, plates, accounts, and their checksums."""
