#ifndef SONG_STREAM_H
#define SONG_STREAM_H

#include "CTagLib.h"

#include <taglib/tiostream.h>

// Thrown where a parser goes on asking for bytes that are not given.
struct Exhausted {};

// What a parser gets that asks for more than is given. Each makes of it what does the least harm.
enum class Shortage {
    // The beginning: an ID3v2 tag has its texts in front of its pictures, and one that is cut has fewer frames.
    beginning,
    // As many zeros: a block of FLAC must be whole, and one of zeros says nothing.
    zeros,
    nothing
};

// The bytes of a song as TagLib reads them. Nothing is written.
class SongStream : public TagLib::IOStream {
public:
    explicit SongStream(const CTagLibSource &source) : source(source) {}

    Shortage shortage = Shortage::beginning;

    TagLib::FileName name() const override { return ""; }
    TagLib::ByteVector readBlock(unsigned long length) override;
    void writeBlock(const TagLib::ByteVector &) override {}
    void insert(const TagLib::ByteVector &, unsigned long = 0, unsigned long = 0) override {}
    void removeBlock(unsigned long = 0, unsigned long = 0) override {}
    bool readOnly() const override { return true; }
    bool isOpen() const override { return true; }
    void seek(long offset, Position from = Beginning) override;
    long tell() const override { return position; }
    long length() override { return source.size; }
    void truncate(long) override {}

private:
    const CTagLibSource &source;
    long position = 0;
};

#endif
