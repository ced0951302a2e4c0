#ifndef CTAGLIB_H
#define CTAGLIB_H

#include "CTagLibSong.h"

#ifdef __cplusplus
extern "C" {
#endif

// What TagLib says of a file. Texts are UTF-8, to be given back with free(3); NULL and 0 where nothing is known.
struct CTagLibTags {
    char *title;
    char *artist;
    char *album;
    int milliseconds;
    // Thousands of bits per second.
    int kilobits;
};

// Reads the tags of the file that is open as `descriptor`, which stays open; its position moves.
struct CTagLibTags CTagLibRead(int descriptor);

#ifdef __cplusplus
}
#endif

#endif
