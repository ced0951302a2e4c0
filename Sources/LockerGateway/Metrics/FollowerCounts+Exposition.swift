import LockerMetrics
import MediaFollower

extension FollowerCounts.Values {
    func write(to exposition: inout Exposition) {
        exposition.add(
            "locker_gateway_songs_total", .counter, "Songs whose tags were read, by what came of it.",
            [
                (labels: [("outcome", "read")], value: Double(read)),
                (labels: [("outcome", "unknown")], value: Double(unknown)),
                (labels: [("outcome", "failed")], value: Double(failed)),
            ])
        exposition.add(
            "locker_gateway_library_updates_total", .counter,
            "Times that the index was brought up to a library's newest revision, or could not be.",
            [
                (labels: [("outcome", "done")], value: Double(updates)),
                (labels: [("outcome", "failed")], value: Double(failures)),
            ])
    }
}
