# Every habit in a line or two; `cargo xtask` does the work. `just` alone lists them.

[private]
default:
    @just --list

# Build everything, make demo data where there is none, serve: http://127.0.0.1:8080
run *args:
    cargo xtask run {{args}}

# Quick look at the code that changed
check:
    cargo xtask test fmt translations migrations deps clippy

# All checks, or the named parts
test *parts:
    cargo xtask test {{parts}}

# Browser tests; arguments go to Playwright: just e2e tickets
e2e *args:
    cargo xtask test e2e -- {{args}}

# Measure against a minimal handler, everything or some parts: just bench --parts tickets,search
bench *args:
    cargo xtask bench {{args}}

# Write the API description anew
openapi:
    cargo run --quiet -p server --bin gongzhi -- openapi > openapi/openapi.json.new
    mv openapi/openapi.json.new openapi/openapi.json

# Bring the store to the newest schema
migrate url="sqlite:data/gongzhi.sqlite":
    cargo run --quiet -p server --bin gongzhi -- migrate --database-url {{url}}

fmt:
    cargo fmt --all

# New demo data, and serve it
demo *args:
    cargo xtask run --fresh {{args}}
