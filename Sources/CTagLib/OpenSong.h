#ifndef OPEN_SONG_H
#define OPEN_SONG_H

#include "SongFormat.h"

#include <memory>
#include <taglib/tag.h>
#include <taglib/tfile.h>
#include <vector>

// A song as TagLib has read it.
struct OpenSong {
    std::unique_ptr<TagLib::File> file;
    // Those that it has, the one first that counts where several say something.
    std::vector<TagLib::Tag *> tags;
    CTagLibAudio audio = {};
};

// Reads a song of the format that its head tells. Without `withAudio` its tags alone, which takes fewer bytes.
OpenSong openSong(SongStream &stream, const SongHead &head, bool withAudio);

// What a run of ADTS frames says, as far as its first ones tell. `stream` is anywhere.
CTagLibAudio readADTS(SongStream &stream, long start);

#endif
