import Testing

/// Waits for up to a minute until `condition` holds, and holds up no other task meanwhile.
func until(_ condition: () async -> Bool) async throws {
    for _ in 0..<3000 {
        if await condition() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("it is not so within a minute")
}
