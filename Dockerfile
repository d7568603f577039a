FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
COPY --from=build /source/target/pedigree-*.jar /pedigree.jar
USER nobody
EXPOSE 8080
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:MaxRAMPercentage=75", "-jar", "/pedigree.jar"]
