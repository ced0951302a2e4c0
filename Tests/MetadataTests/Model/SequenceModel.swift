import LockerBase
import Metadata
import POSIXSupport

struct SequenceModel: RecordSequence {
    let content: Monitor<Content>

    var upcoming: Int64 {
        get throws(LockerError) { content.withLock { $0.nextRecord } }
    }

    func next(_ count: Int64) throws(LockerError) -> Int64 {
        content.withLock { content in
            defer { content.nextRecord += count }
            return content.nextRecord
        }
    }
}
