import Foundation
import LockerBase
import POSIXSupport
import Synchronization

/// Reads, cuts and hashes every file of a directory, and keeps nothing: what no store can be faster than.
///
///     cut-and-hash THREADS DIRECTORY
///
/// Each thread takes one file after the other. Prints one line of JSON: the files and their bytes.
@main
struct CutAndHash {
    static func main() {
        StandardDescriptors.ensureOpen()
        do {
            try LaneNames.check()
            guard CommandLine.arguments.count == 3, let threads = Int(CommandLine.arguments[1]), threads > 0 else {
                throw LockerError(.invalidArgument, "usage: cut-and-hash THREADS DIRECTORY")
            }
            let paths = try files(below: CommandLine.arguments[2])
            print("{\"files\": \(paths.count), \"bytes\": \(try cutAll(paths, threads: threads))}")
        } catch {
            FileHandle.standardError.write(Data("cut-and-hash: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func files(below directory: String) throws -> [String] {
        guard let names = FileManager.default.enumerator(atPath: directory) else {
            throw LockerError(.notFound, "\(directory) cannot be read")
        }
        return names.compactMap { $0 as? String }.map { directory + "/" + $0 }.filter { path in
            (try? Descriptor.open(path, O_RDONLY | O_NOFOLLOW).status())?.isRegular ?? false
        }
    }

    /// Returns the bytes of all files together.
    private static func cutAll(_ paths: [String], threads count: Int) throws -> Int {
        let progress = Progress()
        let threads = try (0..<count).map { number in
            try Thread("cut-\(number)") {
                do {
                    let cutter = WholeFileCutter()
                    while let number = progress.take(below: paths.count) {
                        progress.bytes.add(try cutter.cut(paths[number]), ordering: .relaxed)
                    }
                } catch {
                    progress.failure.withLock { $0 = error }
                }
            }
        }
        for thread in threads { thread.join() }
        if let error = progress.failure.withLock({ $0 }) { throw error }
        return progress.bytes.load(ordering: .relaxed)
    }
}

/// What the threads share.
private final class Progress: Sendable {
    private let next = Atomic(0)
    let bytes = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)

    /// The next file's number; nil when there is none.
    func take(below count: Int) -> Int? {
        let number = next.add(1, ordering: .relaxed).oldValue
        return number < count ? number : nil
    }
}

extension stat {
    fileprivate var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
}
