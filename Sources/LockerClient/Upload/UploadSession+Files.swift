import FoundationEssentials
import LockerAPI
import LockerBase

extension UploadSession {
    /// Sends files whole, at most ``RequestLimits/ingestedFiles`` with ``RequestLimits/pieceBytes`` bytes, and stages their
    /// entries, where the daemon has ``Feature/ingestFiles``.
    ///
    /// - Parameter files: the columns; the session is filled in.
    /// - Returns: for each file, in their order, its blob, or why it was refused.
    public func ingest(
        _ files: Locker_V1_IngestFilesRequest
    ) throws(LockerError) -> [Result<Digest, LockerError>] {
        var request = files
        request.session = id
        let response = try connection.call(LockerMethods.ingestFiles, request)
        let (blobs, count) = (response.blobs, files.sizes.count)
        try LockerConnection.check(blobs.count, of: count * Digest.byteCount, to: LockerMethods.ingestFiles.name)
        var results: [Result<Digest, LockerError>] = []
        results.reserveCapacity(count)
        for place in 0..<count {
            let digest = blobs.withUnsafeBytes { bytes in
                bytes.baseAddress.map { Digest(copying: $0 + place * Digest.byteCount) } ?? .zero
            }
            results.append(digest == .zero ? .failure(UploadSession.noDigest) : .success(digest))
        }
        for failure in response.failures where results.indices.contains(Int(failure.place)) {
            results[Int(failure.place)] = .failure(LockerError(failure))
        }
        return results
    }

    private static var noDigest: LockerError {
        LockerError(.internal, "IngestFiles: the daemon answered no digest; its version may differ")
    }
}
