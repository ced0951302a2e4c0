"""Draws how fast each tool did each work, by gnuplot."""
import subprocess

from summary import OURS

WORKS = ("first sync", "sync of a copy", "three users", "restore", "verification")
COLOURS = ("#d95f02", "#1b6ca8", "#4a90c2", "#7db3d8", "#6a994e", "#a7c957", "#8e7cc3", "#b5a9d4", "#c77d4f", "#e0b08f",
           "#777777", "#999999", "#bbbbbb")
SCRIPT = """
set terminal svg size 960,420 font 'Helvetica,13' background '#ffffff'
set style data histograms
set style histogram clustered gap 1
set style fill solid noborder
set boxwidth 0.9
set border 3 linecolor '#666666'
set tics nomirror textcolor '#333333'
set grid ytics linecolor '#dddddd'
set yrange [0:*]
set ylabel 'MB/s' textcolor '#333333'
set key outside right top reverse Left samplen 1
set title 'Music in, out and verified: MB of files a second' textcolor '#333333'
"""


def draw(summary, path):
    """An SVG of a bar for each tool and work; tools that did no such work have none."""
    tools = [OURS] + sorted(summary.peers, key=lambda tool: summary.median(tool, "first sync"))
    lines = []
    for work in WORKS:
        rates = ["?" if summary.median(tool, work) is None else f"{summary.rate(tool, work):.1f}" for tool in tools]
        lines.append(f'"{work}" ' + " ".join(rates))
    bars = ", ".join(f"$rates using {number + 2}:xtic(1) title '{tool}' linecolor '{COLOURS[number]}'"
                     for number, tool in enumerate(tools))
    program = "$rates << END\n" + "\n".join(lines) + f"\nEND\n{SCRIPT}set datafile missing '?'\nplot {bars}\n"
    svg = subprocess.run(["gnuplot"], input=program, check=True, text=True, capture_output=True).stdout
    with open(path, "w") as file:
        file.write(svg)
