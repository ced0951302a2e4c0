#include "TellSong.h"

namespace {

void tell(const CTagLibListener &listener, const OpenSong &song) {
    uint64_t known = 0;
    for (TagLib::Tag *tag : song.tags) {
        if (tellLyrics(listener, tag)) known |= uint64_t(1) << CTagLibLyrics;
        tellTexts(listener, tag, known);
    }
    tellPictures(listener, song);
    listener.audio(listener.context, &song.audio);
}

bool read(const CTagLibSource &source, const CTagLibListener &listener, bool withAudio) {
    SongStream stream(source);
    const OpenSong song = openSong(stream, readHead(stream), withAudio);
    if (!song.file) return false;
    tell(listener, song);
    return true;
}

}

bool CTagLibReadSong(const struct CTagLibSource *source, const struct CTagLibListener *listener) {
    try {
        return read(*source, *listener, true);
    } catch (const Exhausted &) {
        // Nothing was told: all that is read is read before. What is at hand may have the tags.
    } catch (...) {
        return false;
    }
    try {
        return read(*source, *listener, false);
    } catch (...) {
        return false;
    }
}
