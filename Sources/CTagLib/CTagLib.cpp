// TagLib's own C interface opens files by their names, tells formats by the names' endings, has no other way to read
// WAV, AIFF and Opus before TagLib 2, and lets C++ exceptions through. This takes descriptors, looks at the content,
// and lets none through.

#include "CTagLib.h"

#include <cstring>
#include <fcntl.h>
#include <taglib/audioproperties.h>
#include <taglib/fileref.h>
#include <taglib/tfilestream.h>
#include <taglib/tpropertymap.h>
#include <unistd.h>

static char *text(TagLib::PropertyMap &properties, const char *name) {
    return strdup(properties[name].toString(", ").to8Bit(true).c_str());
}

static void read(TagLib::IOStream &stream, CTagLibTags &tags) {
    const TagLib::FileRef file(&stream);
    if (file.isNull()) return;
    // Unlike what FileRef::tag gives, these have the INFO list of a WAV file before TagLib 2.
    TagLib::PropertyMap properties = file.file()->properties();
    tags.title = text(properties, "TITLE");
    tags.artist = text(properties, "ARTIST");
    tags.album = text(properties, "ALBUM");
    if (const TagLib::AudioProperties *audio = file.audioProperties()) {
        tags.milliseconds = audio->lengthInMilliseconds();
        tags.kilobits = audio->bitrate();
    }
}

CTagLibTags CTagLibRead(int descriptor) {
    CTagLibTags tags = {};
    // The stream closes what it is given.
    const int own = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0) return tags;
    try {
        TagLib::FileStream stream(own, true);
        if (stream.isOpen()) {
            read(stream, tags);
        } else {
            close(own);
        }
    } catch (...) {
        // What was found until then is good enough for a listing.
    }
    return tags;
}
