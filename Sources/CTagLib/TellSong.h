#ifndef TELL_SONG_H
#define TELL_SONG_H

#include "OpenSong.h"

#include <cstdint>

// Tells the texts of a tag, but for those keys that `known` has, and puts its own there.
void tellTexts(const CTagLibListener &listener, TagLib::Tag *tag, uint64_t &known);

// Tells the lyrics that an ID3v2 tag has in frames of their own; of other tags they are texts. Returns whether it has
// any.
bool tellLyrics(const CTagLibListener &listener, TagLib::Tag *tag);

// Tells the pictures of all tags.
void tellPictures(const CTagLibListener &listener, const OpenSong &song);

#endif
