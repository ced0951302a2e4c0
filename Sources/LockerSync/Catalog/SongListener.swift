import Confinement
import Glibc
import LockerBase
import POSIXSupport

/// Has ffmpeg listen to songs: what they sound like, as Chromaprint's default algorithm tells of the first two minutes. It
/// can reach nothing but the song, as far as the kernel can keep it from that.
///
/// Another encoding of a recording gives nearly the same fingerprint (https://acoustid.org/chromaprint). The gateway has
/// the same program listen to people's songs.
package struct SongListener: Sendable {
    /// Where Debian has it.
    private static let ffmpeg = "/usr/bin/ffmpeg"
    private static let arguments = [
        "-nostdin", "-v", "quiet", "-i", "file:/proc/self/fd/0", "-map", "0:a:0", "-t", "120", "-f", "chromaprint",
        "-fp_format", "raw", "pipe:1",
    ]
    /// Bytes; two minutes have 3,792.
    private static let most = 4096
    /// Seconds without a word of it; two minutes of a song take it less than one.
    private static let patience = 60

    private let threads: Int
    /// The program, and what comes before ffmpeg's own arguments.
    private let program: String
    private let leading: [String]
    /// Why ffmpeg can reach whatever this process can; nil where it cannot.
    package let whyOpen: String?

    /// - Parameters:
    ///   - threads: songs that are listened to at a time.
    ///   - shell: the program that ``ConverterProgram/run(_:)`` is in; the one that runs, also where another one has taken
    ///     its place on the disk since.
    /// - Throws: ``LockerError/Code/failedPrecondition`` where there is no ffmpeg, or it does not run.
    package init(
        threads: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), within shell: String = "/proc/self/exe"
    ) throws(LockerError) {
        guard access(SongListener.ffmpeg, X_OK) == 0 else {
            throw LockerError(
                .failedPrecondition,
                "\(SongListener.ffmpeg): not there; it listens to songs. Install ffmpeg, or leave --fingerprints out")
        }
        self.threads = threads
        let confined = [ConverterProgram.name, SongListener.ffmpeg]
        let trial = SongListener.trial(shell, confined)
        if trial.status == ConverterProgram.unfit << 8 {
            (program, leading, whyOpen) = (SongListener.ffmpeg, [], trial.text)
            return
        }
        guard trial.status == 0 else {
            throw LockerError(
                .failedPrecondition, "\(SongListener.ffmpeg) does not run. Mend it, or leave --fingerprints out")
        }
        (program, leading, whyOpen) = (shell, confined, nil)
    }

    /// The fingerprints of `songs`, in their order: empty for what cannot be listened to, and for nil.
    func fingerprints(of songs: [Descriptor?]) throws(LockerError) -> [[UInt8]] {
        let pool = try translatingSystemErrors { () throws(SystemError) in
            try WorkerPool(name: "listen", threads: min(threads, max(1, songs.count)))
        }
        defer { pool.finish() }
        let heard = songs.map { song in Future { song.map { fingerprint(of: $0) } ?? [] } }
        for one in heard { pool.submit { one.make() } }
        return heard.map(\.value)
    }

    private func fingerprint(of song: Descriptor) -> [UInt8] {
        let said = SongListener.output(of: program, leading + SongListener.arguments, on: song)
        let isWhole = said.status == 0 && said.bytes.count % 4 == 0 && said.bytes.count <= SongListener.most
        return isWhole ? said.bytes : []
    }

    /// What comes of asking ffmpeg for its version, as it is run on songs; its first line, and how it ended.
    private static func trial(_ shell: String, _ leading: [String]) -> (text: String, status: Int32) {
        let said = output(of: shell, leading + ["-hide_banner", "-version"], on: nil)
        let line = said.bytes.prefix { $0 != UInt8(ascii: "\n") }
        // One that says a lot runs.
        return (String(decoding: line, as: UTF8.self).printable, said.bytes.count > most ? 0 : said.status)
    }

    /// What a program says, or its beginning, and how waitpid(2) says that it ended; -1 where it does not start.
    private static func output(
        of program: String, _ arguments: [String], on input: Descriptor?
    ) -> (bytes: [UInt8], status: Int32) {
        guard let started = start(program, arguments, on: input) else { return ([], -1) }
        var wait = timeval(tv_sec: patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(started.output.number, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
        let (bytes, hasEnded) = all(of: started.output)
        // One that has more to say than that, or nothing for that long, is not waited for.
        if !hasEnded { kill(started.id, SIGKILL) }
        var status: Int32 = 0
        _ = retrying { waitpid(started.id, &status, 0) }
        return (bytes, status)
    }

    /// Starts it. Its output ends with it: nobody else has the other end then.
    private static func start(
        _ program: String, _ arguments: [String], on input: Descriptor?
    ) -> (output: Descriptor, id: pid_t)? {
        guard let (reading, writing) = try? Descriptor.socketPair(),
            let id = try? ProcessStart.start(program, arguments, streams: [input, writing, nil])
        else { return nil }
        return (reading, id)
    }

    /// What is left to read, or a byte more than a fingerprint has, and whether that was all.
    private static func all(of stream: Descriptor) -> (bytes: [UInt8], hasEnded: Bool) {
        var bytes = [UInt8](repeating: 0, count: most + 1)
        var count = 0
        while count < bytes.count {
            let read = bytes.withUnsafeMutableBytes { raw in
                retrying { Glibc.read(stream.number, raw.baseAddress.map { $0 + count }, raw.count - count) }
            }
            guard read > 0 else { return (Array(bytes.prefix(count)), read == 0) }
            count += read
        }
        return (bytes, false)
    }
}
