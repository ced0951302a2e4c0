/// What a browser is called in the list of what signs somebody in, by its field User-Agent: enough to know it again.
package enum BrowserName {
    /// As they are to be looked for: many say that they are others as well.
    private static let programs = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrom", "Chrome"),
        ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    /// For example `Firefox on Android`; `Browser` where nothing is known of it.
    package static func of(_ userAgent: String?) -> String {
        let text = String((userAgent ?? "").prefix(1024))
        let program = programs.first { text.contains($0.0) }?.1 ?? "Browser"
        guard let system = systems.first(where: { text.contains($0.0) })?.1 else { return program }
        return "\(program) on \(system)"
    }
}
