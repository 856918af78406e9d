package main

import "bessemer.invalid/module/option"

func credentials() []option.RequestOption {
	return []option.RequestOption{option.WithAPIKey("key")}
}
