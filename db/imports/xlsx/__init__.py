"""Reading workbooks (XLSX), a row at a time, in memory that does not grow with the sheet.

``package`` opens the zip and refuses one that is a bomb · ``xml`` reads its XML without entities · ``workbook`` knows the
sheets and the formats of cells · ``texts`` keeps the shared texts compact · ``rows`` reads a sheet · ``cells`` says a cell
as people would type it. Why no library does this: docs/decisions/0008.
"""
