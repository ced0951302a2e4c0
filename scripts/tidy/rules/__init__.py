"""The rules: each takes the package and gives findings."""
from rules import doc_comments, drawing, imports, links, markers, names, rooms, sizes, symbols, tests, types

ALL = [
    sizes.middle_lines, sizes.file_lines, sizes.function_lines, sizes.folder_files, types.functions,
    rooms.circles_of_files, rooms.circles_across_rooms, rooms.circles_of_rooms, drawing.undrawn, drawing.upside_down,
    imports.undeclared, imports.circles_of_targets, names.forbidden, names.shared, markers.left_over, markers.printing,
    markers.commented_out, doc_comments.missing, symbols.dead, links.broken, tests.without_check,
]
