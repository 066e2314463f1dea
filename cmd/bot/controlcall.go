package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
)

// errNotRunning means that nobody answers at the control socket.
var errNotRunning = errors.New("the bot is not running")

// callControl asks the running bot. The answer is its text; a refusal is an
// error with that text.
func callControl(ctx context.Context, storagePath, method, path string, body any) (string, error) {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", controlPath(storagePath))
	}
	transport := &http.Transport{DialContext: dial}
	defer transport.CloseIdleConnections()
	encoded, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, method, "http://bot"+path, bytes.NewReader(encoded))
	if err != nil {
		return "", err
	}
	response, err := (&http.Client{Transport: transport}).Do(request)
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return "", fmt.Errorf("%w: %w", errNotRunning, op.Err)
	}
	if err != nil {
		return "", fmt.Errorf("ask the running bot: %w", err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 1<<16))
	if err != nil {
		return "", fmt.Errorf("ask the running bot: %w", err)
	}
	answer := strings.TrimSpace(string(text))
	if response.StatusCode != http.StatusOK {
		return answer, errors.New(answer)
	}
	return answer, nil
}

// askForBackup has the running bot write the backup.
func askForBackup(ctx context.Context, storagePath, file string) error {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return err
	}
	_, err = callControl(ctx, storagePath, http.MethodPost, "/backup", backupRequest{Path: absolute})
	return err
}
