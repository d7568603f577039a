FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
COPY --from=build /source/target/pedigree-*.jar /pedigree.jar
USER nobody
EXPOSE 8080
# Does not use curl, because the image may lack it.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=24 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/localhost/8080 && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q UP <&3"]
# Exits on OutOfMemoryError, so that the container restarts.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/pedigree.jar"]
