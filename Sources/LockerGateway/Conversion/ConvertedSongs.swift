import DaemonLink
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerBase
import MediaConversion
import NIOCore
import NIOPosix
import OpenSubsonic
import POSIXSupport

/// Songs in another encoding, for players that ask for one: what is whole is sent as any content, and what is being made
/// as it comes, without a length.
struct ConvertedSongs: Sendable {
    let daemon: LinkedDaemon
    let converters: Converters
    let sender: DerivedSender

    /// Bytes of the longest song that is converted.
    private static let longest = 4 << 30

    /// Nil: the song is to be sent as it is.
    func response(
        _ song: SongContent, _ request: Request, _ context: GatewayContext
    ) async throws -> Response? {
        guard let version = converters.ffmpegVersion, let wish = song.wish else { return nil }
        let gain = wish.gain.flatMap { EncodingWish.Gain(rawValue: $0) }
        let wanted = EncodingWish(format: wish.format, kilobits: wish.bitrate, offset: wish.offset, gain: gain)
        let usual = converters.encoding
        guard
            let encoding = SongEncoding(
                wanted, of: song.facts, suffix: song.suffix, size: song.size, usual: usual)
        else { return nil }
        let content = DaemonContent(
            daemon, for: song.account, blob: song.blob, size: UInt64(song.size), named: context.name)
        // What is kept is whosever the song is: that this is one of theirs the daemon says.
        _ = try await content.start(of: 0..<1)
        let name = encoding.name(of: song.blob, by: version)
        let files = converters.files
        if let file = try await sender.threads.runIfActive({ files.open(name) }) {
            return try whole(file, name, encoding, song, request, context)
        }
        let departure = await Departure.of(context.channel)
        let listener = try await listener(to: name, encoding, song, content)
        // A HEAD tells what a GET would, and that is not known before.
        let start = request.method == .head ? Int.max : 0
        let progress = try await ConvertedSongs.progress(of: listener.conversion, beyond: start, departure)
        switch progress.outcome {
        case .failed(let error)?: throw error
        case .whole?:
            let file = DerivedFile(descriptor: listener.conversion.descriptor, size: progress.written)
            return try whole(file, name, encoding, song, request, context)
        case nil: return try growing(listener, departure, encoding, song, context)
        }
    }

    /// How far a conversion is, once it is further than `offset`.
    ///
    /// - Throws: ``LockerError/Code/cancelled`` where the client leaves before that: nobody waits for it then.
    private static func progress(
        of conversion: Conversion, beyond offset: Int, _ departure: Departure
    ) async throws(LockerError) -> Conversion.Progress {
        try await departure.whileThere { () async throws(LockerError) -> Conversion.Progress in
            try await conversion.progress(beyond: offset)
        }
    }

    private func listener(
        to name: Digest, _ encoding: SongEncoding, _ song: SongContent, _ content: DaemonContent
    ) async throws -> ConversionListener {
        let (files, expected) = (converters.files, encoding.expectedSize ?? 0)
        guard song.size <= ConvertedSongs.longest, expected <= files.largest, expected <= files.share - song.size else {
            throw LockerError(
                .failedPrecondition, "the song is too long for a conversion; ask for it as it is, by format=raw")
        }
        let job = ConversionJob(
            owner: song.account, arguments: encoding.arguments, size: song.size, expectedSize: encoding.expectedSize
        ) { [self] (file) async throws(LockerError) in
            try await fetch(content, into: file)
        }
        let conversions = converters.conversions
        return try await sender.threads.runIfActive { try conversions.listener(to: name, job) }
    }

    /// Writes a song into a file.
    private func fetch(_ content: DaemonContent, into file: Descriptor) async throws(LockerError) {
        do {
            var at = 0
            for try await buffer in content.read() {
                let place = at
                try await sender.threads.runIfActive {
                    try buffer.withUnsafeReadableBytes { try file.writeFully($0, at: place) }
                }
                at += buffer.readableBytes
            }
            guard at == Int(content.size) else { throw LockerError(.dataLoss, "a song ended too early") }
        } catch let error as LockerError {
            throw error
        } catch let error as SystemError {
            throw LockerError(error)
        } catch is CancellationError {
            throw LockerError(.cancelled, "nobody waits for the song any more")
        } catch {
            throw LockerError(.internal, "a song cannot be fetched", cause: error)
        }
    }

    private func whole(
        _ file: DerivedFile, _ name: Digest, _ encoding: SongEncoding, _ song: SongContent, _ request: Request,
        _ context: GatewayContext
    ) throws -> Response {
        let representation = Representation(
            length: UInt64(file.size), entityTag: EntityTag(name), mediaType: MediaType(encoding.encoding.mediaType),
            disposition: disposition(encoding, song))
        return try sender.response(to: request, context, of: file, as: representation)
    }

    /// What there is of it, and what comes until it is whole.
    private func growing(
        _ listener: ConversionListener, _ departure: Departure, _ encoding: SongEncoding, _ song: SongContent,
        _ context: GatewayContext
    ) throws -> Response {
        let caller = try context.requireCaller()
        var fields = HTTPFields()
        fields[.contentType] = encoding.encoding.mediaType
        fields[.contentDisposition] = disposition(encoding, song).fieldValue
        fields[.acceptRanges] = "none"
        fields[.cacheControl] = CacheControl.unstored.fieldValue
        fields[.contentSecurityPolicy] = "sandbox"
        let sender = sender
        let body = ResponseBody { writer in
            let stream = sender.streams.add(caller.credential, context.channel)
            defer { sender.streams.remove(stream) }
            sender.streams.rest(stream)
            let conversion = listener.conversion
            var at = 0
            while true {
                let progress = try await ConvertedSongs.progress(of: conversion, beyond: at, departure)
                try await sender.send(at..<progress.written, of: conversion.descriptor, as: stream, to: &writer)
                at = progress.written
                // The connection ends with the error, so that nobody takes it for all.
                if case .failed(let error)? = progress.outcome { throw error }
                if progress.outcome != nil { break }
            }
            withExtendedLifetime(listener) {}
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: fields, body: body)
    }

    private func disposition(_ encoding: SongEncoding, _ song: SongContent) -> ContentDisposition {
        let stem = song.suffix.isEmpty ? song.name : Array(song.name.dropLast(song.suffix.utf8.count + 1))
        let name = stem + Array(".\(encoding.encoding.suffix)".utf8)
        return ContentDisposition(of: MediaType(encoding.encoding.mediaType), fileName: name)
    }
}
