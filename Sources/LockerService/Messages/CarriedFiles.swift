import Foundation
import LockerAPI
import LockerBase
import LockerCore

/// The files of a request that brings their bytes.
package struct CarriedFiles {
    /// The most bytes of what is said of files that fail: an answer has room for them beside all blobs.
    private static let failureBytes = 3 << 20

    /// Those that nothing is wrong with, in their order.
    package private(set) var files: [CarriedFile] = []
    /// The place in the request of each.
    private var places: [Int] = []
    private var failures: [(place: Int, error: LockerError)] = []
    private let count: Int

    /// Takes the columns of `message` apart, of which `contents` are the bytes of all files.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when one of the columns is not as long as the others, or more is
    ///   wrong than an answer has room for; what is wrong with one file is in the answer.
    package init(
        _ message: Locker_V1_IngestFilesRequest, _ contents: UnsafeRawBufferPointer
    ) throws(LockerError) {
        count = message.sizes.count
        let bytes = message.sizes.reduce(0) { $0 + Int($1) }
        let paths = Array(message.paths)
        guard count <= RequestLimits.ingestedFiles, bytes == contents.count, message.modified.count == count,
            [0, count].contains(message.modes.count), paths.count(where: { $0 == 0 }) == count, paths.last ?? 0 == 0
        else {
            throw LockerError(
                .invalidArgument,
                "at most \(RequestLimits.ingestedFiles) files at once, with a size, a time and a path that ends with NUL for each, "
                    + "a mode for each or none, and as many bytes as the sizes say")
        }
        let attributes = try CarriedFiles.attributes(message)
        files.reserveCapacity(count)
        places.reserveCapacity(count)
        var (rest, offset, room) = (paths[...], 0, CarriedFiles.failureBytes)
        for place in 0..<count {
            let size = Int(message.sizes[place])
            let content = UnsafeRawBufferPointer(rebasing: contents[offset..<offset + size])
            offset += size
            let path = Array(rest.prefix { $0 != 0 })
            rest = rest.dropFirst(path.count + 1)
            do throws(LockerError) {
                let path = try EntryPath(path)
                let mode = try permissionBits(message.modes.isEmpty ? nil : message.modes[place], of: path)
                files.append(
                    CarriedFile(
                        path: path, modified: message.modified[place], mode: mode,
                        attributes: try toldAttributes(attributes[place], of: path), content: content))
                places.append(place)
            } catch {
                room -= 64 + error.message.utf8.count
                guard room >= 0 else { throw error }
                failures.append((place, error))
            }
        }
    }

    /// What is said of the attributes of files, by their places.
    private static func attributes(
        _ message: Locker_V1_IngestFilesRequest
    ) throws(LockerError) -> [Int: Locker_V1_Attributes] {
        var found: [Int: Locker_V1_Attributes] = [:]
        for file in message.attributes {
            guard file.place < message.sizes.count else {
                throw LockerError(
                    .invalidArgument,
                    "attributes of file \(file.place) of \(message.sizes.count), counted from 0; name a file of the request"
                )
            }
            found[Int(file.place)] = file.hasAttributes ? file.attributes : nil
        }
        return found
    }

    /// The answer when the files that did not fail have become these blobs.
    func answer(_ blobs: [Digest]) -> FilesAnswer<Locker_V1_IngestFilesResponse> {
        var bytes = Data(count: count * Digest.byteCount)
        bytes.withUnsafeMutableBytes { bytes in
            for (place, blob) in zip(places, blobs) {
                blob.withUnsafeBytes { digest in
                    let start = place * Digest.byteCount
                    UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + Digest.byteCount])
                        .copyMemory(from: digest)
                }
            }
        }
        var response = Locker_V1_IngestFilesResponse()
        response.blobs = bytes
        return FilesAnswer(response, failures)
    }
}
