/// The lockerd that is called: the short name, where no other daemon is meant.
package typealias Daemon = LinkedDaemon
