package dev.pedigree.graph;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Query;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Sends every query of a read-only transaction as a transaction of its own, with the same
 * time limit. The store shows what is committed when a query begins, in a transaction of
 * several queries too: to begin and to commit one would cost two trips to the store and
 * promise nothing.
 */
@Component
class AutocommitReads implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof Driver driver) ? proxy(Driver.class,
				(method, args) -> (args != null && args.length == 1 && args[0] instanceof SessionConfig config
						&& config.defaultAccessMode() == AccessMode.READ) ? reading(driver.session(config))
								: call(driver, method, args))
				: bean;
	}

	private static Session reading(Session session) {
		return proxy(Session.class,
				(method, args) -> (method.getName().equals("beginTransaction") && args != null && args.length == 1)
						? new Reads(session, (TransactionConfig) args[0]) : call(session, method, args));
	}

	private static Object call(Object target, Method method, Object[] args) throws Throwable {
		try {
			return method.invoke(target, args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static <T> T proxy(Class<T> type, Calls calls) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(_, method, args) -> calls.answer(method, args)));
	}

	private interface Calls {

		Object answer(Method method, Object[] args) throws Throwable;

	}

	/** What looks like one transaction. */
	private static final class Reads implements Transaction {

		private final Session session;

		private final TransactionConfig config;

		private boolean open = true;

		Reads(Session session, TransactionConfig config) {
			this.session = session;
			this.config = config;
		}

		@Override
		public Result run(Query query) {
			return this.session.run(query, limited());
		}

		/** The request may have less time left than one query may take. */
		private TransactionConfig limited() {
			Duration timeout = this.config.timeout();
			return (timeout == null) ? this.config
					: TransactionConfig.builder()
						.withMetadata(this.config.metadata())
						.withTimeout(Deadline.limit(timeout))
						.build();
		}

		@Override
		public Result run(String query, Value parameters) {
			return run(new Query(query, parameters));
		}

		@Override
		public Result run(String query, Map<String, Object> parameters) {
			return run(new Query(query, parameters));
		}

		@Override
		public Result run(String query, Record parameters) {
			return run(new Query(query, parameters.asMap()));
		}

		@Override
		public Result run(String query) {
			return run(new Query(query));
		}

		@Override
		public boolean isOpen() {
			return this.open;
		}

		@Override
		public void commit() {
			this.open = false;
		}

		@Override
		public void rollback() {
			this.open = false;
		}

		@Override
		public void close() {
			this.open = false;
		}

	}

}
