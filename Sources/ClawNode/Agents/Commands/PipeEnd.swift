#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// An open file; NIO has a protocol of that name.
typealias PipeEnd = FileDescriptor
