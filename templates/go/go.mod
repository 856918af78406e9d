module bessemer.invalid/module

go 1.24
