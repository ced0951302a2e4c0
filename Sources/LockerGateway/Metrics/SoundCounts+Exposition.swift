import LockerMetrics
import MediaFollower

extension SoundCounts.Values {
    func write(to exposition: inout Exposition) {
        exposition.add(
            "locker_gateway_listened_songs_total", .counter,
            "Songs that were to be listened to, by what came of it: heard, failed and tried again, or given up.",
            [
                (labels: [("outcome", "heard")], value: Double(heard)),
                (labels: [("outcome", "failed")], value: Double(failed)),
                (labels: [("outcome", "given_up")], value: Double(givenUp)),
            ])
        exposition.add(
            "locker_gateway_unheard_songs", .gauge, "Songs that are still to be listened to, or tried again.",
            Double(waiting))
    }
}
