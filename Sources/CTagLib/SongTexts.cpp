#include "TellSong.h"

#include <algorithm>
#include <string>
#include <taglib/apetag.h>
#include <taglib/asftag.h>
#include <taglib/id3v1genres.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4tag.h>
#include <taglib/tpropertymap.h>
#include <taglib/xiphcomment.h>

namespace {

using namespace TagLib;

// Of one key, and bytes of a value.
const unsigned int mostValues = 64;
const size_t mostBytes = 1 << 17;

struct Name {
    const char *name;
    CTagLibKey key;
};

// As PropertyMap has them, and others that programs write.
const Name names[] = {
    {"TITLE", CTagLibTitle},
    {"ARTIST", CTagLibArtist},
    {"ARTISTS", CTagLibArtists},
    {"ALBUMARTIST", CTagLibAlbumArtist},
    {"ALBUM ARTIST", CTagLibAlbumArtist},
    {"ALBUMARTISTS", CTagLibAlbumArtists},
    {"ALBUM", CTagLibAlbum},
    {"TRACKNUMBER", CTagLibTrack},
    {"TRACKTOTAL", CTagLibTrackTotal},
    {"TOTALTRACKS", CTagLibTrackTotal},
    {"DISCNUMBER", CTagLibDisc},
    {"DISCTOTAL", CTagLibDiscTotal},
    {"TOTALDISCS", CTagLibDiscTotal},
    {"DATE", CTagLibDate},
    {"YEAR", CTagLibYear},
    {"ORIGINALDATE", CTagLibOriginalDate},
    {"ORIGINALYEAR", CTagLibOriginalDate},
    {"GENRE", CTagLibGenre},
    {"COMPOSER", CTagLibComposer},
    {"COMMENT", CTagLibComment},
    {"DESCRIPTION", CTagLibComment},
    {"COMPILATION", CTagLibCompilation},
    {"MUSICBRAINZ_TRACKID", CTagLibRecordingID},
    {"MUSICBRAINZ_ALBUMID", CTagLibReleaseID},
    {"MUSICBRAINZ_ARTISTID", CTagLibArtistID},
    {"REPLAYGAIN_TRACK_GAIN", CTagLibTrackGain},
    {"REPLAYGAIN_TRACK_PEAK", CTagLibTrackPeak},
    {"REPLAYGAIN_ALBUM_GAIN", CTagLibAlbumGain},
    {"REPLAYGAIN_ALBUM_PEAK", CTagLibAlbumPeak},
    {"R128_TRACK_GAIN", CTagLibR128TrackGain},
    {"R128_ALBUM_GAIN", CTagLibR128AlbumGain},
    {"LYRICS", CTagLibLyrics},
    {"UNSYNCEDLYRICS", CTagLibLyrics},
    {"SYNCEDLYRICS", CTagLibLyrics},
};

// TagLib 1 has no virtual function for it.
PropertyMap propertiesOf(const Tag *tag) {
    if (const auto *id3v2 = dynamic_cast<const ID3v2::Tag *>(tag)) return id3v2->properties();
    if (const auto *xiph = dynamic_cast<const Ogg::XiphComment *>(tag)) return xiph->properties();
    if (const auto *mp4 = dynamic_cast<const MP4::Tag *>(tag)) return mp4->properties();
    if (const auto *ape = dynamic_cast<const APE::Tag *>(tag)) return ape->properties();
    if (const auto *asf = dynamic_cast<const ASF::Tag *>(tag)) return asf->properties();
    return tag->properties();
}

uint64_t bit(CTagLibKey key) { return uint64_t(1) << key; }

// CTagLibKeyCount for what nobody wants to hear.
CTagLibKey keyOf(const String &name) {
    for (const Name &known : names) {
        if (name == known.name) return known.key;
    }
    return CTagLibKeyCount;
}

// A genre of ID3v1 by its name, where a text is its number alone or in parentheses.
String genre(const String &text) {
    const bool isEnclosed = text.size() > 2 && text[0] == L'(' && text[static_cast<int>(text.size()) - 1] == L')';
    bool isNumber = false;
    const int number = (isEnclosed ? text.substr(1, text.size() - 2) : text).toInt(&isNumber);
    return isNumber && number >= 0 && number <= 255 ? ID3v1::genre(number) : text;
}

void tell(const CTagLibListener &listener, CTagLibKey key, const String &value) {
    const std::string text = (key == CTagLibGenre ? genre(value) : value).to8Bit(true);
    if (!text.empty()) listener.text(listener.context, key, text.data(), std::min(text.size(), mostBytes));
}

void tell(const CTagLibListener &listener, CTagLibKey key, const StringList &values) {
    unsigned int told = 0;
    for (const String &value : values) {
        if (told++ == mostValues) return;
        tell(listener, key, value);
    }
}

// What PropertyMap leaves out of MP4: "----:com.apple.iTunes:replaygain_track_gain" and the like.
uint64_t tellItems(const CTagLibListener &listener, const MP4::Tag &tag, uint64_t known) {
    uint64_t own = 0;
    for (const auto &item : tag.itemMap()) {
        const int place = item.first.rfind(":");
        if (place < 0 || !item.first.startsWith("----:")) continue;
        const CTagLibKey key = keyOf(item.first.substr(static_cast<unsigned int>(place) + 1).upper());
        if (key == CTagLibKeyCount || known & bit(key)) continue;
        const bool isText = item.second.atomDataType() == MP4::TypeUTF8;
        tell(listener, key,
             isText ? item.second.toStringList() : StringList(item.second.toByteVectorList(), String::UTF8));
        own |= bit(key);
    }
    return own;
}

// And of ASF.
uint64_t tellAttributes(const CTagLibListener &listener, const ASF::Tag &tag, uint64_t known) {
    uint64_t own = 0;
    for (const auto &attribute : tag.attributeListMap()) {
        const CTagLibKey key = keyOf(attribute.first.upper());
        if (key == CTagLibKeyCount || known & bit(key)) continue;
        for (const auto &value : attribute.second) tell(listener, key, value.toString());
        own |= bit(key);
    }
    return own;
}

}

void tellTexts(const CTagLibListener &listener, Tag *tag, uint64_t &known) {
    const PropertyMap properties = propertiesOf(tag);
    uint64_t own = 0;
    for (const auto &property : properties) {
        const CTagLibKey key = keyOf(property.first);
        if (key == CTagLibKeyCount || known & bit(key) || property.second.isEmpty()) continue;
        tell(listener, key, property.second);
        own |= bit(key);
    }
    if (const auto *mp4 = dynamic_cast<const MP4::Tag *>(tag)) own |= tellItems(listener, *mp4, known | own);
    if (const auto *asf = dynamic_cast<const ASF::Tag *>(tag)) own |= tellAttributes(listener, *asf, known | own);
    known |= own;
}
