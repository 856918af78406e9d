// Package calls makes the calls of scenarios on the client of one module, as users do.
package calls

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"time"

	"github.com/faulty/faulty-go"
	"github.com/faulty/faulty-go/option"

	"driver/told"
)

type client struct{ faulty.Client }

// New returns a client with the HTTP client that it is given, or with its own.
func New(given *http.Client) told.Client {
	opts := []option.RequestOption{
		option.WithAPIKey(told.Canary + "-key"),
		option.WithHeader("X-Session-Token", told.Canary+"-header"),
	}
	if given != nil {
		opts = append(opts, option.WithHTTPClient(given))
	}
	return &client{faulty.NewClient(opts...)}
}

// Watch is that of the module.
func Watch(wait func(context.Context, time.Duration) error) *http.Client { return faulty.Watch(wait) }

func (c *client) Call(ctx context.Context, task told.Task, notes io.Writer, items *[]json.RawMessage) (any, error) {
	opts := []option.RequestOption{
		option.WithBaseURL(task.Base),
		option.WithMaxRetries(task.Retries),
		option.WithRequestTimeout(task.Timeout()),
	}
	if notes != nil {
		opts = append(opts, option.WithDebugLog(log.New(notes, "", 0)))
	}
	switch task.Call {
	case "watch":
		stream := c.Things.WatchStreaming(ctx, "a", opts...)
		defer stream.Close()
		for stream.Next() {
			*items = append(*items, told.Raw(stream.Current().RawJSON()))
		}
		return *items, stream.Err()
	case "log":
		stream := c.Things.LogStreaming(ctx, "a", opts...)
		defer stream.Close()
		for stream.Next() {
			*items = append(*items, told.Raw(stream.Current().RawJSON()))
		}
		return *items, stream.Err()
	case "raw":
		var response *http.Response
		thing, err := c.Things.Get(ctx, "a", append(opts, option.WithResponseInto(&response))...)
		return plain(thing, err)
	case "streamed":
		var response *http.Response
		if _, err := c.Things.Get(ctx, "a", append(opts, option.WithResponseBodyInto(&response))...); err != nil {
			return nil, err
		}
		return told.Decoded(response)
	case "download", "streamed_download":
		response, err := c.Files.Download(ctx, "a", opts...)
		if err != nil {
			return nil, err
		}
		defer response.Body.Close()
		content, err := told.Read(response.Body)
		return hex.EncodeToString(content), err
	case "upload", "upload_once":
		var file io.Reader = strings.NewReader(told.Content)
		if task.Call == "upload_once" {
			file = io.MultiReader(file)
		}
		params := faulty.FileUploadParams{File: faulty.File(file, "f.txt", ""), Note: faulty.String("n")}
		return plain(c.Files.Upload(ctx, params, opts...))
	case "create":
		return plain(c.Things.New(ctx, faulty.ThingNewParams{Name: "n"}, opts...))
	case "list":
		return plain(c.Things.List(ctx, faulty.ThingListParams{}, opts...))
	case "retrieve":
		return plain(c.Things.Get(ctx, "a", opts...))
	case "delete":
		return plain(c.Things.Delete(ctx, "a", opts...))
	}
	panic(task.Call)
}

func (c *client) Leave(ctx context.Context, task told.Task) (bool, error) {
	opts := []option.RequestOption{option.WithBaseURL(task.Base), option.WithMaxRetries(task.Retries)}
	if task.Call == "watch" {
		stream := c.Things.WatchStreaming(ctx, "a", opts...)
		defer stream.Close()
		return stream.Next() && stream.Current().Size == 0 && stream.Current().JSON.Size.Valid(), stream.Err()
	}
	for thing, err := range c.Things.LogStreaming(ctx, "a", opts...).All() {
		return err == nil && thing.Size == 0 && thing.JSON.Size.Valid(), err
	}
	return false, nil
}

func (c *client) Echo(ctx context.Context, task told.Task, name string) (bool, error) {
	base := option.WithBaseURL(task.Probe + "/s/echo")
	limit := option.WithRequestTimeout(20 * time.Second)
	thing, err := c.Things.Get(ctx, name, base, limit, option.WithMaxRetries(task.ProbeRetries))
	return err == nil && thing.ID == name, err
}

func (c *client) Status(err error) (int, bool) {
	var failure *faulty.Error
	if errors.As(err, &failure) {
		return failure.StatusCode, true
	}
	return 0, false
}

func (c *client) Shown() string { return fmt.Sprintf("%+v", c.Client) }

func plain[T interface{ RawJSON() string }](value T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return told.Raw(value.RawJSON()), nil
}
