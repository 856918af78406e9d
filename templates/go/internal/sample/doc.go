// Package sample holds only tests: a small SDK of the shape that the templates render, driven against a loopback server.
// It stays with the templates and is not part of any SDK.
package sample
