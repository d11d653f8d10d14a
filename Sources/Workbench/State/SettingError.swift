/// Why a typed setting was refused. The description is shown to the user as it is.
package struct SettingError: Error, Equatable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
