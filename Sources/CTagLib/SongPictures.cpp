#include "TellSong.h"

#include <taglib/apetag.h>
#include <taglib/asftag.h>
#include <taglib/attachedpictureframe.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4tag.h>
#include <taglib/xiphcomment.h>

namespace {

using namespace TagLib;

const unsigned int mostPictures = 32;
const int frontCover = 3;
const int backCover = 4;

// Tells pictures as long as there are not too many.
class Pictures {
public:
    explicit Pictures(const CTagLibListener &listener) : listener(listener) {}

    void tell(int kind, const ByteVector &bytes) {
        if (bytes.isEmpty() || told++ >= mostPictures) return;
        listener.picture(
            listener.context, kind, reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size());
    }

    void tell(const List<FLAC::Picture *> &pictures) {
        for (const FLAC::Picture *picture : pictures) tell(picture->type(), picture->data());
    }

    void tell(const ID3v2::Tag &tag) {
        for (const ID3v2::Frame *frame : tag.frameList("APIC")) {
            const auto *picture = dynamic_cast<const ID3v2::AttachedPictureFrame *>(frame);
            if (picture != nullptr) tell(picture->type(), picture->picture());
        }
    }

    void tell(const MP4::Tag &tag) {
        if (!tag.contains("covr")) return;
        const MP4::CoverArtList covers = tag.item("covr").toCoverArtList();
        for (const MP4::CoverArt &cover : covers) tell(frontCover, cover.data());
    }

    // Such an item is a file's name, a zero, and the picture.
    void tell(const APE::Tag &tag) {
        for (const auto &item : tag.itemListMap()) {
            if (item.second.type() != APE::Item::Binary || !item.first.startsWith("COVER ART (")) continue;
            const ByteVector bytes = item.second.binaryData();
            const int end = bytes.find('\0');
            if (end < 0) continue;
            const bool isFront = item.first == "COVER ART (FRONT)";
            const bool isBack = item.first == "COVER ART (BACK)";
            tell(isFront ? frontCover : isBack ? backCover : 0, bytes.mid(static_cast<unsigned int>(end) + 1));
        }
    }

    void tell(const ASF::Tag &tag) {
        const ASF::AttributeList attributes = tag.attribute("WM/Picture");
        for (const ASF::Attribute &attribute : attributes) {
            const ASF::Picture picture = attribute.toPicture();
            if (picture.isValid()) tell(picture.type(), picture.picture());
        }
    }

private:
    const CTagLibListener &listener;
    unsigned int told = 0;
};

}

void tellPictures(const CTagLibListener &listener, const OpenSong &song) {
    Pictures pictures(listener);
    auto *flac = dynamic_cast<FLAC::File *>(song.file.get());
    if (flac != nullptr) pictures.tell(flac->pictureList());
    for (Tag *tag : song.tags) {
        if (auto *xiph = dynamic_cast<Ogg::XiphComment *>(tag)) pictures.tell(xiph->pictureList());
        if (const auto *mp4 = dynamic_cast<const MP4::Tag *>(tag)) pictures.tell(*mp4);
        if (const auto *ape = dynamic_cast<const APE::Tag *>(tag)) pictures.tell(*ape);
        if (const auto *asf = dynamic_cast<const ASF::Tag *>(tag)) pictures.tell(*asf);
        // Of a FLAC file that lacks bytes they might be made of zeros.
        const auto *id3v2 = dynamic_cast<const ID3v2::Tag *>(tag);
        if (id3v2 != nullptr && flac == nullptr) pictures.tell(*id3v2);
    }
}
