// Package sandbox pretends to be the services that the bot talks to, on
// loopback: a Telegram and the panels. Each keeps state and fails in the ways
// that the real one was seen to. It imports nothing of the bot's own, so that
// a mistake of ours cannot pass on both sides; only tests and the demo use it.
package sandbox
