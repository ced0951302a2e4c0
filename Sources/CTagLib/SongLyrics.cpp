#include "TellSong.h"

#include <string>
#include <taglib/id3v2tag.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/unsynchronizedlyricsframe.h>

namespace {

using namespace TagLib;

const unsigned int mostFrames = 8;
const unsigned int mostLines = 8192;

std::string languageOf(const ByteVector &bytes) { return std::string(bytes.data(), bytes.size()); }

bool isTimed(const ID3v2::SynchronizedLyricsFrame &frame) {
    return frame.timestampFormat() == ID3v2::SynchronizedLyricsFrame::AbsoluteMilliseconds
        && (frame.type() == ID3v2::SynchronizedLyricsFrame::Lyrics
            || frame.type() == ID3v2::SynchronizedLyricsFrame::TextTranscription);
}

void tell(const CTagLibListener &listener, const ID3v2::SynchronizedLyricsFrame &frame) {
    listener.timed(listener.context, languageOf(frame.language()).c_str());
    const ID3v2::SynchronizedLyricsFrame::SynchedTextList lines = frame.synchedText();
    unsigned int told = 0;
    for (const auto &line : lines) {
        if (told++ == mostLines) return;
        const std::string text = line.text.to8Bit(true);
        listener.line(listener.context, line.time, text.data(), text.size());
    }
}

}

bool tellLyrics(const CTagLibListener &listener, Tag *tag) {
    const auto *id3v2 = dynamic_cast<const ID3v2::Tag *>(tag);
    if (id3v2 == nullptr) return false;
    unsigned int told = 0;
    for (const ID3v2::Frame *frame : id3v2->frameList("SYLT")) {
        const auto *lyrics = dynamic_cast<const ID3v2::SynchronizedLyricsFrame *>(frame);
        if (lyrics == nullptr || !isTimed(*lyrics)) continue;
        if (told++ < mostFrames) tell(listener, *lyrics);
    }
    for (const ID3v2::Frame *frame : id3v2->frameList("USLT")) {
        const auto *lyrics = dynamic_cast<const ID3v2::UnsynchronizedLyricsFrame *>(frame);
        if (lyrics == nullptr || told++ >= mostFrames) continue;
        const std::string text = lyrics->text().to8Bit(true);
        listener.lyrics(listener.context, languageOf(lyrics->language()).c_str(), text.data(), text.size());
    }
    return told > 0;
}
