import DaemonLink
import FoundationEssentials
import LockerAPI
import LockerBase
import MediaIndex
import SoundMatching

extension DaemonSource: CatalogSource {
    package func tellsSounds() async throws(LockerError) -> Bool { try await daemon.has(.fingerprints) }

    package func fingerprinted(after: Digest?) async throws(LockerError) -> (tracks: [Digest], more: Bool) {
        // It may have become an older one meanwhile, which is none that has an empty catalog.
        try await daemon.require(.fingerprints, to: "tell what songs of its catalog sound like")
        var request = Locker_V1_ListFingerprintsRequest()
        if let after { request.after = Data(after.bytes) }
        let answer = try await daemon.call(AdminMethods.listFingerprints, request, within: LinkBounds.upkeep)
        return (answer.tracks.compactMap { Digest($0) }, answer.more)
    }

    package func sounds(of tracks: [Digest]) async throws(LockerError) -> [CatalogSound] {
        var request = Locker_V1_ReadFingerprintsRequest()
        request.tracks = tracks.map { Data($0.bytes) }
        let answer = try await daemon.call(AdminMethods.readFingerprints, request, within: LinkBounds.upkeep)
        return answer.tracks.compactMap { CatalogSound($0) }
    }
}

extension CatalogSound {
    /// Nil for what cannot be heard, or held against anything.
    fileprivate init?(_ song: Locker_V1_CatalogTrack) {
        let said = song.description_p
        guard let track = Digest(song.track), let blob = Digest(song.blob), let size = Int(exactly: song.size),
            let fingerprint = Fingerprint(bytes: said.fingerprint), fingerprint.isTelling,
            let duration = Int(exactly: said.durationMs), duration > 0, let path = try? EntryPath(Array(said.path))
        else { return nil }
        self.init(
            track: track, duration: duration, fingerprint: fingerprint, blob: blob, size: size, format: song.format,
            bitrate: said.bitrate == 0 ? nil : Int(clamping: said.bitrate), title: CatalogSound.text(said.title),
            artist: CatalogSound.text(said.artist), album: CatalogSound.text(said.album), path: path)
    }

    private static func text(_ text: String) -> String? { text.isEmpty ? nil : text }
}
