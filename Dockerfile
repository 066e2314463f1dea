FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/bot ./cmd/bot && mkdir /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/bot /bot
# Whoever runs as 10001 must be able to write here, also in a fresh volume.
COPY --from=build --chown=10001:10001 /out/data /data
USER 10001:10001
WORKDIR /
ENV BOT_STORAGE_PATH=/data/bot.db BOT_SECRETS_MASTER_KEY_FILE=/data/master.key BOT_LOG_FORMAT=json
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/bot", "health"]
ENTRYPOINT ["/bot"]
CMD ["run"]
