@NullMarked
package dev.pedigree.ingestion.mlflow;

import org.jspecify.annotations.NullMarked;
