// Package internal holds what the packages of this module tell each other.
package internal

// PackageVersion is the version of this module, as sent in the User-Agent.
const PackageVersion = "0.0.1" // x-release-please-version
