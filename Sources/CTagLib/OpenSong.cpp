#include "OpenSong.h"

#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/flacfile.h>
#include <taglib/id3v1tag.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/id3v2tag.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/speexfile.h>
#include <taglib/trueaudiofile.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

#include <algorithm>

namespace {

using namespace TagLib;

// Bits of a sample, where the format has such a thing.
int bitsOf(const AudioProperties *audio) {
    if (const auto *flac = dynamic_cast<const FLAC::Properties *>(audio)) return flac->bitsPerSample();
    if (const auto *wav = dynamic_cast<const RIFF::WAV::Properties *>(audio)) return wav->bitsPerSample();
    if (const auto *aiff = dynamic_cast<const RIFF::AIFF::Properties *>(audio)) return aiff->bitsPerSample();
    if (const auto *ape = dynamic_cast<const APE::Properties *>(audio)) return ape->bitsPerSample();
    if (const auto *wavPack = dynamic_cast<const WavPack::Properties *>(audio)) return wavPack->bitsPerSample();
    if (const auto *trueAudio = dynamic_cast<const TrueAudio::Properties *>(audio)) return trueAudio->bitsPerSample();
    const auto *mp4 = dynamic_cast<const MP4::Properties *>(audio);
    return mp4 != nullptr && mp4->codec() == MP4::Properties::ALAC ? mp4->bitsPerSample() : 0;
}

// About how long a file is that does not say it, as one of MP4 whose audio is in fragments.
int lengthOf(TagLib::File &file, const AudioProperties *audio) {
    if (audio->lengthInMilliseconds() > 0 || audio->bitrate() <= 0) return audio->lengthInMilliseconds();
    return static_cast<int>(std::min(static_cast<double>(file.length()) * 8 / audio->bitrate(), 2e9));
}

// Takes over a file that TagLib has read, with its tags, unless it is not what it was taken for.
OpenSong taken(std::unique_ptr<TagLib::File> file, std::initializer_list<Tag *> tags) {
    OpenSong song;
    if (!file->isValid()) return song;
    for (Tag *tag : tags) {
        if (tag != nullptr) song.tags.push_back(tag);
    }
    if (const AudioProperties *audio = file->audioProperties()) {
        song.audio = {
            lengthOf(*file, audio), audio->bitrate(), audio->sampleRate(), audio->channels(), bitsOf(audio)};
    }
    song.file = std::move(file);
    return song;
}

OpenSong openMPEG(SongStream &stream, bool withAudio) {
    auto file = std::make_unique<MPEG::File>(&stream, ID3v2::FrameFactory::instance(), withAudio);
    const std::initializer_list<Tag *> tags = {file->ID3v2Tag(), file->APETag(), file->ID3v1Tag()};
    return taken(std::move(file), tags);
}

OpenSong openFLAC(SongStream &stream, bool withAudio) {
    stream.shortage = Shortage::zeros;
    auto file = std::make_unique<FLAC::File>(&stream, ID3v2::FrameFactory::instance(), withAudio);
    const std::initializer_list<Tag *> tags = {file->xiphComment(), file->ID3v2Tag(), file->ID3v1Tag()};
    return taken(std::move(file), tags);
}

OpenSong openWAV(SongStream &stream, bool withAudio) {
    auto file = std::make_unique<RIFF::WAV::File>(&stream, withAudio);
    const std::initializer_list<Tag *> tags = {file->ID3v2Tag(), file->InfoTag()};
    return taken(std::move(file), tags);
}

OpenSong openTrueAudio(SongStream &stream, bool withAudio) {
    auto file = std::make_unique<TrueAudio::File>(&stream, withAudio);
    const std::initializer_list<Tag *> tags = {file->ID3v2Tag(), file->ID3v1Tag()};
    return taken(std::move(file), tags);
}

// Formats with APE tags, and ID3v1 ones that say less.
template <class Format> OpenSong openAPE(SongStream &stream, bool withAudio) {
    stream.shortage = Shortage::nothing;
    auto file = std::make_unique<Format>(&stream, withAudio);
    const std::initializer_list<Tag *> tags = {file->APETag(), file->ID3v1Tag()};
    return taken(std::move(file), tags);
}

// Formats with one kind of tag.
template <class Format> OpenSong openPlain(SongStream &stream, bool withAudio, Shortage shortage = Shortage::nothing) {
    stream.shortage = shortage;
    auto file = std::make_unique<Format>(&stream, withAudio);
    const std::initializer_list<Tag *> tags = {file->tag()};
    return taken(std::move(file), tags);
}

}

OpenSong openSong(SongStream &stream, const SongHead &head, bool withAudio) {
    switch (head.format) {
    case SongFormat::none: break;
    case SongFormat::mpeg: return openMPEG(stream, withAudio);
    case SongFormat::adts: {
        OpenSong song = openMPEG(stream, false);
        if (withAudio) song.audio = readADTS(stream, head.start);
        return song;
    }
    case SongFormat::flac: return openFLAC(stream, withAudio);
    case SongFormat::oggFLAC: return openPlain<Ogg::FLAC::File>(stream, withAudio);
    case SongFormat::vorbis: return openPlain<Ogg::Vorbis::File>(stream, withAudio);
    case SongFormat::opus: return openPlain<Ogg::Opus::File>(stream, withAudio);
    case SongFormat::speex: return openPlain<Ogg::Speex::File>(stream, withAudio);
    case SongFormat::wav: return openWAV(stream, withAudio);
    case SongFormat::aiff: return openPlain<RIFF::AIFF::File>(stream, withAudio, Shortage::beginning);
    case SongFormat::mp4: return openPlain<MP4::File>(stream, withAudio);
    case SongFormat::asf: return openPlain<ASF::File>(stream, withAudio);
    case SongFormat::ape: return openAPE<APE::File>(stream, withAudio);
    case SongFormat::wavPack: return openAPE<WavPack::File>(stream, withAudio);
    case SongFormat::trueAudio: return openTrueAudio(stream, withAudio);
    case SongFormat::musepack: return openAPE<MPC::File>(stream, withAudio);
    }
    return OpenSong();
}
