# Finds Python. Sourced by bash.
# shellcheck shell=bash

# python_from MAJOR MINOR: prints a Python of at least this version, if there is one.
python_from() {
    local candidate
    for candidate in python3 /usr/bin/python3 python3.{20..12} "$HOME"/.pyenv/versions/3.*/bin/python3; do
        "$candidate" -c "import sys; sys.exit(sys.version_info < ($1, $2))" 2>/dev/null || continue
        # What starts another one by the folder that it is called in is not what is asked for.
        "$candidate" -c 'import sys; print(sys.executable)'
        return
    done
    return 1
}
