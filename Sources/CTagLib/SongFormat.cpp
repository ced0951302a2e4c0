#include "SongFormat.h"

#include <taglib/id3v2header.h>
#include <taglib/mpegfile.h>

namespace {

using TagLib::ByteVector;

const unsigned int headLength = 1024;
const int mostTags = 4;

struct Mark {
    unsigned int place;
    ByteVector bytes;
    SongFormat format;
};

SongFormat oggFormat(const ByteVector &head) {
    if (head.find("\x01vorbis") >= 0) return SongFormat::vorbis;
    if (head.find("OpusHead") >= 0) return SongFormat::opus;
    if (head.find("\x7F" "FLAC") >= 0) return SongFormat::oggFLAC;
    if (head.find("Speex   ") >= 0) return SongFormat::speex;
    return SongFormat::none;
}

SongFormat containerFormat(const ByteVector &head) {
    const ByteVector asf("\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9\x00\xAA\x00\x62\xCE\x6C", 16);
    if (head.startsWith("RIFF")) return head.containsAt("WAVE", 8) ? SongFormat::wav : SongFormat::none;
    if (head.startsWith("FORM")) return head.containsAt("AIF", 8) ? SongFormat::aiff : SongFormat::none;
    if (head.startsWith("OggS")) return oggFormat(head);
    const Mark marks[] = {
        {0, "fLaC", SongFormat::flac},  {4, "ftyp", SongFormat::mp4},      {0, asf, SongFormat::asf},
        {0, "MAC ", SongFormat::ape},   {0, "wvpk", SongFormat::wavPack},  {0, "TTA", SongFormat::trueAudio},
        {0, "MP+", SongFormat::musepack}, {0, "MPCK", SongFormat::musepack},
    };
    for (const Mark &mark : marks) {
        if (head.containsAt(mark.bytes, mark.place)) return mark.format;
    }
    return SongFormat::none;
}

// Twelve bits of sync, and a layer of 0, which no MPEG audio has (ISO/IEC 13818-7, 6.2).
bool isADTS(const ByteVector &head) {
    return head.size() >= 7 && static_cast<uint8_t>(head[0]) == 0xFF && (static_cast<uint8_t>(head[1]) & 0xF6) == 0xF0;
}

}

SongHead readHead(SongStream &stream) {
    long start = 0;
    for (int tags = 0; tags < mostTags; tags++) {
        stream.seek(start);
        const ByteVector header = stream.readBlock(TagLib::ID3v2::Header::size());
        if (header.size() < TagLib::ID3v2::Header::size() || !header.startsWith("ID3")) break;
        start += TagLib::ID3v2::Header(header).completeTagSize();
    }
    stream.seek(start);
    SongHead head = {SongFormat::none, start, stream.readBlock(headLength)};
    head.format = containerFormat(head.bytes);
    if (head.format == SongFormat::none && isADTS(head.bytes)) head.format = SongFormat::adts;
    if (head.format == SongFormat::none && (start > 0 || TagLib::MPEG::File::isSupported(&stream))) {
        head.format = SongFormat::mpeg;
    }
    // TagLib reads RIFF, AIFF and ASF from where the stream is.
    stream.seek(start);
    return head;
}
