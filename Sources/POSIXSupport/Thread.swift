import Glibc

/// A thread of the operating system, to be joined by whoever started it.
public final class Thread: @unchecked Sendable {
    private var handle = pthread_t()

    /// Starts `body` on a thread called `name` (the kernel keeps 15 bytes of it) with `stackSize` bytes of stack.
    public init(
        _ name: String, stackSize: Int = 512 << 10, _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let start = Unmanaged.passRetained(Start(name: String(name.prefix(15)), body: body))
        let failure = pthread_create(
            &handle, &attributes,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                nameCurrentThread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard failure == 0 else {
            start.release()
            throw SystemError("pthread_create", on: name, number: failure)
        }
    }

    /// Runs `body` on a thread of its own where the system starts one; elsewhere on the caller's, to its end, and
    /// returns nil.
    public static func orHere(
        _ name: String, stackSize: Int = 512 << 10, _ body: @escaping @Sendable () -> Void
    ) -> Thread? {
        if let thread = try? Thread(name, stackSize: stackSize, body) { return thread }
        body()
        return nil
    }

    /// Waits for the thread to end. To be called once.
    public func join() {
        pthread_join(handle, nil)
    }

    /// Lets the thread end by itself, its resources going with it. To be called instead of ``join()``.
    public func detach() {
        pthread_detach(handle)
    }

    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}

/// Names the calling thread, for `ps -L`, debuggers and profilers. Glibc's `pthread_setname_np` is not exported
/// to Swift, so the kernel is told through its own file; a failure costs nothing but the name.
private func nameCurrentThread(_ name: String) {
    let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = write(file, name, name.utf8.count)
    close(file)
}
