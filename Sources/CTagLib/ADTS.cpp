#include "OpenSong.h"

#include <algorithm>

namespace {

// ISO/IEC 13818-7, table 35.
const int rates[] = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350};
const int rateCount = sizeof(rates) / sizeof(rates[0]);
const unsigned int headerLength = 7;
const unsigned int looked = 1 << 15;
// Of one channel, in each block of a frame.
const double samples = 1024;

}

CTagLibAudio readADTS(SongStream &stream, long start) {
    CTagLibAudio audio = {};
    stream.seek(start);
    const TagLib::ByteVector bytes = stream.readBlock(looked);
    const auto byte = [&](unsigned int at) { return static_cast<unsigned int>(static_cast<uint8_t>(bytes.at(at))); };
    unsigned int place = 0;
    unsigned int blocks = 0;
    while (place + headerLength <= bytes.size() && byte(place) == 0xFF && (byte(place + 1) & 0xF6) == 0xF0) {
        const unsigned int length = (byte(place + 3) & 3) << 11 | byte(place + 4) << 3 | byte(place + 5) >> 5;
        if (length < headerLength) break;
        place += length;
        blocks += (byte(place - length + 6) & 3) + 1;
    }
    const unsigned int rate = byte(2) >> 2 & 15;
    if (blocks == 0 || rate >= rateCount) return audio;
    audio.hertz = rates[rate];
    audio.channels = static_cast<int>((byte(2) & 1) << 2 | byte(3) >> 6);
    const double seconds = blocks * samples / audio.hertz;
    audio.kilobits = static_cast<int>(place * 8 / seconds / 1000 + 0.5);
    const double length = static_cast<double>(stream.length() - start) / place * seconds * 1000;
    audio.milliseconds = static_cast<int>(std::min(length, 2e9));
    return audio;
}
