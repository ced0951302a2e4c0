import LockerBase
import POSIXSupport

/// usage: make-store DIR FILES [CHUNKS]
///
/// Makes a store at DIR, which must not exist, with one account that holds so many files of so many chunks (200) each.
/// Chunks are 64 to 128 bytes of noise, so that millions of them take little room.
StandardDescriptors.ensureOpen()
do {
    let numbers = CommandLine.arguments.dropFirst(2).map { Int($0) ?? 0 }
    guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0 > 0 }) else {
        throw LockerError(.invalidArgument, "usage: make-store DIR FILES [CHUNKS]")
    }
    let store = try SyntheticStore(directory: CommandLine.arguments[1])
    try store.fill(files: numbers[0], chunksPerFile: numbers.count > 1 ? numbers[1] : 200)
    store.close()
} catch {
    fatalError("\(error)")
}
