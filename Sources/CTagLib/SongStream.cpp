#include "SongStream.h"

#include <algorithm>

namespace {

// Longer ones than a block of FLAC can be (24 bits) are not made up, and short ones are not worth it.
const long mostZeros = 1L << 24;
const long fewestZeros = 1L << 16;
// A ByteVector has no more.
const long mostBytes = 1L << 30;

}

TagLib::ByteVector SongStream::readBlock(unsigned long length) {
    if (position >= source.size) return TagLib::ByteVector();
    const long rest = std::min(source.size - position, mostBytes);
    const long wanted = length < static_cast<unsigned long>(rest) ? static_cast<long>(length) : rest;
    if (wanted == 0) return TagLib::ByteVector();
    long given = source.reach(source.context, position, wanted);
    if (given < 0) throw Exhausted();
    if (given < wanted) {
        if (shortage == Shortage::zeros && wanted >= fewestZeros && wanted <= mostZeros) {
            position += wanted;
            return TagLib::ByteVector(static_cast<unsigned int>(wanted), '\0');
        }
        if (shortage != Shortage::beginning) given = 0;
    }
    if (given == 0) return TagLib::ByteVector();
    TagLib::ByteVector bytes(static_cast<unsigned int>(given), '\0');
    source.copy(source.context, position, given, reinterpret_cast<uint8_t *>(bytes.data()));
    position += given;
    return bytes;
}

// As fseek(3) has it: a place before the beginning is none, and the position stays.
void SongStream::seek(long offset, Position from) {
    const long start = from == Beginning ? 0 : from == Current ? position : source.size;
    long target;
    if (!__builtin_add_overflow(start, offset, &target) && target >= 0) position = target;
}
