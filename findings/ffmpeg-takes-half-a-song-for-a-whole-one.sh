#!/usr/bin/env bash
# ffmpeg, asked to end with an error at the first thing that is wrong (-xerror -err_detect explode), decodes the first half
# of an MP3, Ogg Vorbis or Opus file, whose header says how long all of it is or whose last page is gone, says nothing and
# exits with 0. Of half a FLAC, MP4, WavPack or WAV file it says so and fails. Without the options it exits with 0 for
# these too. So "ffmpeg decodes it" does not tell a download that broke off from a song.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet imageio-ffmpeg==0.6.0
ffmpeg=$(env/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')
"$ffmpeg" -version | head -n 1

failed=0
decode() { # STRICT, FILE: the exit code, and how many seconds came of 20
    local status=0 options=()
    [ "$1" = no ] || options=(-xerror -err_detect explode)
    "$ffmpeg" -v error "${options[@]}" -y -i "$2" -f s16le -ac 1 -ar 8000 out.pcm 2>said </dev/null || status=$?
    echo "$status, $(wc -l <said) lines, $(($(stat -c %s out.pcm) / 16000)) s"
}
for format in mp3 ogg opus flac m4a wv wav; do
    "$ffmpeg" -v quiet -f lavfi -i 'sine=440:duration=20' -ac 2 -movflags +faststart "whole.$format" </dev/null ||
        "$ffmpeg" -v quiet -y -f lavfi -i 'sine=440:duration=20' -ac 2 "whole.$format" </dev/null
    head -c $(($(stat -c %s "whole.$format") / 2)) "whole.$format" >"half.$format"
    loose=$(decode no "half.$format") strict=$(decode yes "half.$format")
    echo "half a $format file: exit code $loose; strictly: $strict"
    case $format in
        mp3 | ogg | opus) [[ $strict == '0, 0 lines'* ]] || failed=1 ;;
        *) [[ $strict != 0,* ]] || failed=1 ;;
    esac
    [[ $loose == 0,* ]] || failed=1
done
exit $failed
