// Command driver makes the calls of scenarios on Go clients: tasks come as lines of JSON, results go out the same way.
//
// It is built against the modules that are generated for it; calls is there twice, for either API.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"driver/keyed"
	"driver/plain"
	"driver/seed"
	"driver/told"
)

// open counts the connections of all clients.
var open atomic.Int64

type counted struct {
	net.Conn
	once sync.Once
}

func (c *counted) Close() error {
	c.once.Do(func() { open.Add(-1) })
	return c.Conn.Close()
}

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	made, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	open.Add(1)
	return &counted{Conn: made}, nil
}

var (
	waits struct {
		sync.Mutex
		seconds []float64
		// pause is what waiting to retry takes: long for what is cancelled meanwhile.
		pause time.Duration
	}
	held  []*http.Client
	given = &http.Client{Transport: &http.Transport{DialContext: dial}}
)

func wait(ctx context.Context, wanted time.Duration) error {
	waits.Lock()
	waits.seconds = append(waits.seconds, wanted.Seconds())
	pause := waits.pause
	waits.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}

func clients() map[string]told.Client {
	http.DefaultTransport.(*http.Transport).DialContext = dial
	held = []*http.Client{given, plain.Watch(wait), keyed.Watch(wait), seed.Watch(wait)}
	made := map[string]told.Client{}
	for name, http := range map[string]*http.Client{"own": nil, "given": given} {
		made["plain "+name], made["keyed "+name] = plain.New(http), keyed.New(http)
		made["seed "+name] = seed.New(http, made["plain "+name])
	}
	return made
}

func run(ctx context.Context, client told.Client, task told.Task, log *bytes.Buffer, items *[]json.RawMessage) (any, error) {
	number, _ := strconv.Atoi(strings.TrimPrefix(task.ID, "n"))
	switch task.How {
	case "leave":
		return client.Leave(ctx, task)
	case "many":
		return all(func(index int) (bool, error) { return client.Echo(ctx, task, fmt.Sprintf("%s-%d", task.ID, index)) })
	case "storm":
		return all(func(index int) (bool, error) {
			each, cancel := context.WithCancel(ctx)
			defer cancel()
			defer time.AfterFunc(time.Duration(index*37%50)*time.Millisecond, cancel).Stop()
			_, err := client.Call(each, task, nil, new([]json.RawMessage))
			return err == nil || errors.Is(err, context.Canceled), nil
		})
	case "cancel", "cancel soon":
		pause := 150 * time.Millisecond
		if task.How == "cancel soon" {
			pause = time.Duration(number*7919%1000) * 10 * time.Microsecond
		}
		each, cancel := context.WithCancel(ctx)
		defer cancel()
		defer time.AfterFunc(pause, cancel).Stop()
		ctx = each
	}
	if number%2 == 0 {
		return client.Call(ctx, task, log, items)
	}
	return client.Call(ctx, task, nil, items)
}

// all makes fifty calls at once, and tells whether each is right.
func all(each func(int) (bool, error)) (bool, error) {
	errs := make(chan error, 50)
	for index := range 50 {
		go func() {
			is, err := each(index)
			if err == nil && !is {
				err = errors.New("a call got another's answer")
			}
			errs <- err
		}()
	}
	var failed error
	for range 50 {
		failed = errors.Join(failed, <-errs)
	}
	return failed == nil, failed
}

func answer(made map[string]told.Client, task told.Task, goroutines int) told.Outcome {
	name := map[bool]string{true: "keyed ", false: "plain "}[task.Keyed]
	if task.Call == "seed" {
		name = "seed "
	}
	client := made[name+map[bool]string{true: "given", false: "own"}[task.Given]]
	waits.Lock()
	waits.seconds, waits.pause = []float64{}, 0
	if strings.HasPrefix(task.How, "cancel") {
		waits.pause = 30 * time.Second
	}
	waits.Unlock()
	log := new(bytes.Buffer)
	items := []json.RawMessage{}
	before := peak()
	value, err := run(context.Background(), client, task, log, &items)
	outcome := told.Outcome{ID: task.ID, Result: "value", Value: value, Items: items, Memory: peak() - before}
	outcome.Classes, outcome.Leaks = []string{}, []string{}
	if errors.Is(err, context.Canceled) {
		outcome.Result, outcome.Value = "cancelled", nil
	} else if err != nil {
		status, isStatus := client.Status(err)
		outcome.Result, outcome.Value, outcome.Text = "error", nil, err.Error()
		outcome.Classes = told.Classes(err, status, isStatus)
	}
	outcome.Delays = waits.seconds
	switch is, err := client.Echo(context.Background(), task, "next"); {
	case err != nil:
		outcome.NextCall = err.Error()
	case !is:
		outcome.NextCall = "foreign"
	default:
		outcome.NextCall = "ok"
	}
	outcome.Held = left(goroutines)
	for place, text := range map[string]string{"log": log.String(), "repr": client.Shown(), "error": fmt.Sprintf("%s %v", outcome.Text, err)} {
		if strings.Contains(text, told.Canary) {
			outcome.Leaks = append(outcome.Leaks, place)
		}
	}
	return outcome
}

// left counts the connections and goroutines that stay when all that is idle is closed.
func left(goroutines int) int {
	count := 0
	for range 400 {
		for _, client := range held {
			client.CloseIdleConnections()
		}
		count = int(open.Load()) + max(runtime.NumGoroutine()-goroutines, 0)
		if count == 0 {
			return 0
		}
		time.Sleep(5 * time.Millisecond)
	}
	return count
}

// peak is that of memory so far, in MiB.
func peak() float64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return float64(usage.Maxrss) / 1024
}

func main() {
	made := clients()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	goroutines := runtime.NumGoroutine()
	for lines.Scan() {
		var task told.Task
		if err := json.Unmarshal(lines.Bytes(), &task); err != nil {
			panic(err)
		}
		text, err := json.Marshal(answer(made, task, goroutines))
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}
