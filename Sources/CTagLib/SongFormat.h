#ifndef SONG_FORMAT_H
#define SONG_FORMAT_H

#include "SongStream.h"

enum class SongFormat {
    none,
    mpeg,
    // AAC as a run of ADTS frames, which TagLib does not know.
    adts,
    flac,
    oggFLAC,
    vorbis,
    opus,
    speex,
    wav,
    aiff,
    mp4,
    asf,
    ape,
    wavPack,
    trueAudio,
    musepack
};

// What a song's bytes say that it is, and where they begin, behind ID3v2 tags. Names are not looked at: they say what
// they like.
struct SongHead {
    SongFormat format;
    long start;
    TagLib::ByteVector bytes;
};

SongHead readHead(SongStream &stream);

#endif
