#ifndef CTAGLIB_SONG_H
#define CTAGLIB_SONG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What a text of a tag says.
enum CTagLibKey {
    CTagLibTitle,
    CTagLibArtist,
    CTagLibArtists,
    CTagLibAlbumArtist,
    CTagLibAlbumArtists,
    CTagLibAlbum,
    CTagLibTrack,
    CTagLibTrackTotal,
    CTagLibDisc,
    CTagLibDiscTotal,
    CTagLibDate,
    CTagLibYear,
    CTagLibOriginalDate,
    CTagLibGenre,
    CTagLibComposer,
    CTagLibComment,
    CTagLibCompilation,
    CTagLibRecordingID,
    CTagLibReleaseID,
    CTagLibArtistID,
    CTagLibTrackGain,
    CTagLibTrackPeak,
    CTagLibAlbumGain,
    CTagLibAlbumPeak,
    // Of Opus: Q7.8 decibels to -23 LUFS (RFC 7845, section 5.2.1).
    CTagLibR128TrackGain,
    CTagLibR128AlbumGain,
    CTagLibLyrics,
    CTagLibKeyCount
};

// What the stream of a song says; 0 where nothing is known.
struct CTagLibAudio {
    int milliseconds;
    // Thousands of bits per second.
    int kilobits;
    int hertz;
    int channels;
    int bits;
};

// Where the bytes of a song come from.
struct CTagLibSource {
    void *context;
    long size;
    // Has `length` bytes from `offset` on at hand, all of which the song has. Returns how many there are: fewer where
    // no more are given, and less than 0 where there is no use in asking on.
    long (*reach)(void *context, long offset, long length);
    // Copies bytes that are at hand.
    void (*copy)(void *context, long offset, long length, uint8_t *bytes);
};

// Who hears what a song says. Texts are UTF-8, a language has three letters or none; all is valid during the call
// alone.
struct CTagLibListener {
    void *context;
    // Each value by itself: those of one key come from one tag.
    void (*text)(void *context, enum CTagLibKey key, const char *text, size_t length);
    void (*lyrics)(void *context, const char *language, const char *text, size_t length);
    // Lyrics of which each line has its time, which follow.
    void (*timed)(void *context, const char *language);
    void (*line)(void *context, uint32_t milliseconds, const char *text, size_t length);
    // `kind` is that of ID3v2; 3 is the front cover.
    void (*picture)(void *context, int kind, const uint8_t *bytes, size_t length);
    void (*audio)(void *context, const struct CTagLibAudio *audio);
};

// Tells `listener` what the song of `source` says. Returns whether it is a song of a format that is known, by its
// content.
bool CTagLibReadSong(const struct CTagLibSource *source, const struct CTagLibListener *listener);

#ifdef __cplusplus
}
#endif

#endif
