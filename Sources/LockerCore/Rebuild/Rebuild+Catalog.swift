import LockerBase
import Metadata
import PackEngine

extension Rebuild {
    func writeCatalog(_ history: RecordedHistory, to target: any MetadataRebuild) throws(LockerError) {
        job.begin("writing the catalog", total: history.catalog.count)
        for (number, found) in history.catalog.sorted(by: { $0.order < $1.order }).enumerated() {
            let record = try record(found.digest)
            for message in record.catalogAdded {
                let track = try CatalogTrack(message, added: record.created)
                // A crash may have kept the database from taking it, and then a compaction did not know of it.
                if try packs.locate(.recipe, track.blob) == nil {
                    logger.debug("track \(track.digest) is left out: its file is not stored any more")
                    continue
                }
                try target.add(track)
            }
            for message in record.catalogRemoved {
                if let digest = Digest(message) { try target.removeTrack(digest) }
            }
            try job.advance(to: number + 1)
        }
    }
}
