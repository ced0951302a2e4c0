import LockerMetrics
import MediaConversion

/// What converters have done, as metrics.
struct ConversionMetrics {
    let converters: Converters
    /// What listens to songs; nil where nobody does.
    let listener: FFmpeg?

    func write(to exposition: inout Exposition) {
        let conversions = converters.conversions
        exposition.add(
            "locker_gateway_conversions", .gauge, "Songs that are being converted.", Double(conversions.runningCount))
        let ends = [
            ("done", conversions.done.value), ("failed", conversions.failed.value),
            ("stopped", conversions.stopped.value),
        ]
        exposition.add(
            "locker_gateway_conversions_total", .counter,
            "Conversions of songs that came to their end: done, failed, or stopped since nobody listened any more.",
            ends.map { ([("end", $0.0)], Double($0.1)) })
        exposition.add(
            "locker_gateway_derived_bytes", .gauge,
            "Bytes of what is made of songs and pictures: kept, or room for what is being made and what it is made of.",
            [
                (labels: [("use", "kept")], value: Double(converters.files.bytes)),
                (labels: [("use", "draft")], value: Double(converters.files.draftBytes)),
            ])
        exposition.add(
            "locker_gateway_converter_cpu_seconds_total", .counter,
            "Processor time of programs that have ended, by what they did: made songs or pictures, or listened to songs.",
            [
                (labels: [("use", "songs")], value: seconds(converters.processorTime.songs)),
                (labels: [("use", "pictures")], value: seconds(converters.processorTime.pictures)),
                (labels: [("use", "listening")], value: seconds(listener?.processorTime ?? .zero)),
            ])
    }

    private func seconds(_ time: Duration) -> Double { time / .seconds(1) }
}
