import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addEdits() {
        add(LockerMethods.remove) { (locker, call) throws(LockerError) in
            var paths: [EntryPath] = []
            for path in call.message.paths { paths.append(try EntryPath(path)) }
            return Locker_V1_CommitResponse(
                try locker.editor.remove(
                    paths, from: call.message.library, of: call.caller, recursive: call.message.recursive,
                    expecting: try Preconditions(
                        revision: call.message.newestExpected, call.message.expected),
                    saying: try Provenance(call.message.toldOrigin, note: call.message.note),
                    cancellation: call.context.cancellation),
                call.note)
        }
        add(LockerMethods.move) { (locker, call) throws(LockerError) in
            Locker_V1_CommitResponse(
                try locker.editor.move(
                    try EntryPath(call.message.from), to: try EntryPath(call.message.to), in: call.message.library,
                    of: call.caller,
                    expecting: try Preconditions(
                        revision: call.message.newestExpected, call.message.expected),
                    saying: try Provenance(call.message.toldOrigin, note: call.message.note),
                    cancellation: call.context.cancellation),
                call.note)
        }
    }
}
